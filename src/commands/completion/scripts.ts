import { completeCommand } from './complete-command.ts';

/** The shells that can be taught to complete. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** One of these shells. */
export type Shell = (typeof shells)[number];

/**
 * What each shell reads to learn completion. A script hands over what was typed, up to the cursor, and offers what
 * comes back. None evaluates what was typed: pressing Tab runs nothing but `cipu`. An error of any kind leaves nothing
 * to offer.
 */
export const scripts: Readonly<Record<Shell, string>> = {
  // Runs in bash 3.2, too: what later versions add is asked for and not missed.
  bash: `_cipu() {
  local directive line
  COMPREPLY=()
  {
    IFS=$'\\t' read -r directive line
    while IFS= read -r line; do COMPREPLY+=("$line"); done
  } < <(cipu ${completeCommand} bash "\${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
  case $directive in
    files) compopt -o default 2>/dev/null ;;
    open) compopt -o nospace 2>/dev/null ;;
  esac
}
complete -o nosort -F _cipu cipu 2>/dev/null || complete -F _cipu cipu
`,
  // As a file of $fpath its body is the function; read at the start of the shell it registers itself.
  zsh: `#compdef cipu
_cipu() {
  local directive before value description
  local -a answers space
  {
    IFS=$'\\t' read -r directive before
    while IFS=$'\\t' read -r value description; do
      answers+=("\${\${value//\\\\/\\\\\\\\}//:/\\\\:}:$description")
    done
  } < <(cipu ${completeCommand} zsh "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)
  [[ $directive == open ]] && space=(-S '')
  (( $#answers )) && _describe -V cipu answers "\${space[@]}"
  [[ $directive == files ]] && compset -p $#before && _files
}
if [[ $funcstack[1] == _cipu ]]; then _cipu; else compdef _cipu cipu; fi
`,
  // A quote that is still open has to be closed before the word can be had without quotes.
  fish: `function __cipu_complete
    set -l typed (commandline -ct)
    set -l word (string unescape -- "$typed"; or string unescape -- "$typed'"; or string unescape -- "$typed\\"")
    set -l words (commandline -opc) "$word"
    set -l answers (cipu ${completeCommand} fish $words[2..] 2>/dev/null)
    set -l head (string split \\t -- "$answers[1]")
    set -q answers[2]; and printf '%s\\n' $answers[2..]
    if test "$head[1]" = files
        set -l path (string sub -s (math 1 + (string length -- "$head[2]")) -- "$word")
        printf '%s\\n' "$head[2]"(__fish_complete_path "$path")
    end
end
complete -c cipu -e
complete -c cipu -k -f -a '(__cipu_complete)'
`,
  // An empty answer keeps PowerShell from offering files; no answer at all lets it.
  powershell: `Register-ArgumentCompleter -Native -CommandName cipu -ScriptBlock {
    param($word, $command, $cursor)
    $length = $cursor - $command.Extent.StartOffset
    $line = $command.Extent.Text.PadRight($length).Substring(0, $length)
    $head, $answers = cipu ${completeCommand} powershell $line 2>$null
    $directive, $before = "$head".Split("\`t")
    $results = $answers | Where-Object { $_ } | ForEach-Object {
        $value, $description = $_.Split("\`t", 2)
        if (-not $description) { $description = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $description)
    }
    if ($results) { $results }
    elseif ($directive -ne 'files') { '' }
    elseif ($before) {
        $path = $word.Substring([Math]::Min($word.Length, $before.Length))
        [System.Management.Automation.CompletionCompleters]::CompleteFilename($path) | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($before + $_.CompletionText, $_.ListItemText, $_.ResultType, $_.ToolTip)
        }
    }
}
`,
};
