import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { argument, type Kind, word } from '../../settings/flags.ts';
import type { CommandDefinition } from '../shared/definition.ts';
import { parseWord } from '../shared/parse.ts';
import { type Shell, scripts, shells } from './scripts.ts';

const notes = `
Add this to the file that the shell reads when it starts:
  bash        source <(cipu completion bash)              in ~/.bashrc; bash 3 of macOS: eval "$(cipu completion bash)"
  zsh         source <(cipu completion zsh)               in ~/.zshrc, after compinit
  fish        cipu completion fish | source               in ~/.config/fish/config.fish
  PowerShell  cipu completion powershell | Out-String | Invoke-Expression     in the file that $PROFILE names

Then Tab completes commands, flags and their values, families, types, regions and profiles:
  cipu show g8i.<Tab>
  cipu types --has erdma,<Tab>

It asks no network, and of the Alibaba Cloud CLI's configuration it reads the names of the profiles.`;

const shell: Kind<Shell> = { ...word(shells), parse: (text) => parseWord(text, shells, 'The shell') };

/** `cipu completion`. */
export const completion: CommandDefinition = {
  arguments: [argument('[shell]', shell, 'the shell to teach')],
  notes,
  run: async (chosen: Shell | undefined, _flags: unknown, _context: Context, command: Command) => ({ output: chosen ? scripts[chosen] : command.help() }),
};
