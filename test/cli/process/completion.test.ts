/** The scripts of shell completion, in the shells they are for. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { scripts } from '../../../src/commands/completion/scripts.ts';
import { linesOf, outputOf } from '../../helpers/outcome.ts';
import { bin, runProcess, runShell } from '../../helpers/run.ts';

const names = ['default', 'my own', "it's", 'a:b*c', 'q"x$y', 'me@corp', 'new\nline'];
const profiles = { '.aliyun/config.json': JSON.stringify({ profiles: names.map((name) => ({ name, mode: 'AK', access_key_secret: `secret of ${name}` })) }) };

/** Calls the function that the script defines as bash calls it on Tab, the cursor at `|`, and gives what it offers. */
async function tabInBash(text: string, script = '"$CIPU_NODE" "$CIPU_BIN" completion bash'): Promise<string[]> {
  const [before = '', after = ''] = text.split('|');
  const call = `
    source <(${script})
    compopt() { echo "compopt $*"; }
    complete -p cipu | grep -q -- '-F _cipu cipu' || exit 9
    COMP_LINE=$LINE COMP_POINT=$POINT COMP_WORDBREAKS=$' \\t\\n"\\'@><=;|&(:'
    _cipu
    (( \${#COMPREPLY[@]} )) && printf '%s\\n' "\${COMPREPLY[@]}"
    [[ ! -e pwned ]]`;
  const result = await runShell(call, { env: { LINE: before + after, POINT: String(before.length) }, home: { ...profiles, 'plan.json': '' } });
  expect(result.stderr).toBe('');
  return linesOf(outputOf(result));
}

describe.concurrent('Tab in bash', () => {
  it.each([
    ['cipu fam|', ['families']],
    ['cipu catalog d|', ['diff']],
    ['cipu show g8i.x|', ['g8i.xlarge']],
    ["cipu show 'g8i.x|", ['g8i.xlarge']],
    ["cipu show 'g8i*|", []],
    ['cipu types --region=eu-c|', ['eu-central-1']],
    ['cipu show --output=|', ['page', 'json', 'jsonl', 'yaml', 'names']],
    ['cipu types --has erdma,nv|', ['erdma,nvme']],
    ['cipu families --sort vcpus.min:d|', ['desc']],
    ['cipu catalog diff live@eu-c|', ['compopt -o default', '@eu-central-1']],
    ['cipu families -- g8is|', ['g8ise']],
    ['cipu families --out| json', ['--output']],
    ['cipu families --sor|t x', ['--sort']],
    ['cipu doctor --profile my|', ['my\\ own']],
    ['cipu doctor --profile "my|', ['my own']],
    ["cipu doctor --profile 'it|", ["it'\\''s"]],
    ['cipu doctor --profile q|', ['q\\"x\\$y']],
    ['cipu doctor --profile=a:|', ['b\\*c']],
    ['cipu check --from pl|', ['compopt -o default']],
    ['cipu check --report sar|', ['compopt -o nospace', 'sarif=']],
    ['cipu families $(touch pwned) --out|', ['--output']],
    ['cipu families `touch pwned`; touch pwned; --out|', ['--output']],
  ])('%s', async (text, offered) => {
    expect(await tabInBash(text)).toEqual(offered);
  });

  it('offers nothing, silently, when the program is gone', async () => {
    expect(await tabInBash('cipu fam|', '"$CIPU_NODE" "$CIPU_BIN" completion bash; echo "cipu() { cipu-is-gone; }"')).toEqual([]);
  });
});

/** Whether a shell is here; what it makes of its script can only be seen where it is. */
const isHere = (shell: string) => spawnSync(shell, ['-c', 'exit 7']).status === 7;

/** Runs a script of a shell in which `cipu` is the built command. */
const runIn = (shell: string, args: readonly string[]) =>
  runProcess(shell, args, { env: { CIPU_NODE: process.execPath, CIPU_BIN: bin }, home: { ...profiles, 'dir/plan.json': '' } });

describe('the scripts', () => {
  it.each(['bash', 'zsh', 'fish'].filter(isHere))('of %s is accepted by it', async (shell) => {
    expect(await runIn(shell, ['-n', '-c', scripts[shell as 'zsh']])).toMatchObject({ code: 0, stderr: '' });
  });

  it.runIf(isHere('zsh'))('hands zsh words, descriptions and files', async () => {
    const script = `
      cipu() { "$CIPU_NODE" "$CIPU_BIN" "$@"; }
      compdef() { print -r -- "compdef $*"; }
      _describe() { local -a given=("\${(@P)3}"); print -r -- "$1 $2 \${(j:|:)given} \${(q@)@[4,-1]}"; }
      compset() { print -r -- "compset $*"; }
      _files() { print -r -- files; }
      source <(cipu completion zsh)
      tab() { words=("$@"); CURRENT=$#; PREFIX=$@[-1]; _cipu; }
      tab cipu show g8i.x
      tab cipu doctor --profile a
      tab cipu doctor --profile my\\\\\\ o
      tab cipu check --from=x
      tab cipu check --report sar
      tab cipu fam families`;
    const result = await runIn('zsh', ['-f', '-c', script]);
    expect(result.stderr).toBe('');
    expect(linesOf(result.stdout)).toEqual([
      'compdef _cipu cipu',
      '-V cipu g8i.xlarge:4 vCPU, 16 GiB ',
      '-V cipu a\\:b*c: ',
      '-V cipu my own: ',
      'compset -p 7',
      'files',
      "-V cipu sarif=: -S ''",
    ]);
  });

  it.runIf(isHere('fish'))('let fish complete', async () => {
    const lines = [
      'cipu show g8i.x',
      'cipu types --has erdma,nv',
      'cipu doctor --profile "my',
      'cipu check --from=dir/p',
      'cipu zzz',
      'cipu families (touch pwned) --out',
    ];
    const script = `
      function cipu; $CIPU_NODE $CIPU_BIN $argv; end
      cipu completion fish | source
      ${lines.map((line) => `complete -C '${line}'`).join('\n')}
      test -e pwned; and echo pwned`;
    const result = await runIn('fish', ['--no-config', '-c', script]);
    expect(result.stderr).toBe('');
    expect(linesOf(result.stdout)).toEqual([
      'g8i.xlarge\t4 vCPU, 16 GiB',
      'erdma,nvme\tNVMe cloud disks',
      'my own',
      '--from=dir/plan.json',
      '--output\toutput format',
    ]);
  });
});
