import { type Settings, settingsOf } from '../settings/settings.ts';
import { flagsOf, type ListedCommand } from './shared/definition.ts';

const workers: readonly ListedCommand[] = [
  {
    name: 'families',
    description: 'list instance families: on CIPU or not, and what they expose',
    load: async () => (await import('./families.ts')).families,
  },
  { name: 'types', description: 'list instance types with every metric', load: async () => (await import('./types.ts')).types },
  { name: 'show', description: 'show everything known of families or types, with the evidence', load: async () => (await import('./show.ts')).show },
  {
    name: 'compare',
    description: 'show families or types side by side: what differs, and which is better',
    load: async () => (await import('./compare.ts')).compare,
  },
  {
    name: 'instances',
    description: 'list your instances: on CIPU or not, and what they leave unused',
    load: async () => (await import('./instances/instances.ts')).instances,
  },
  {
    name: 'check',
    description: 'fail when infrastructure code picks what does not meet a policy',
    load: async () => (await import('./check/check.ts')).check,
  },
  {
    name: 'replace',
    description: 'rank what a type, instance or family can be replaced by, and say what breaks',
    load: async () => (await import('./replace.ts')).replace,
  },
  {
    name: 'price',
    description: 'show what types cost by the hour, month or year, and on the spot market',
    load: async () => (await import('./price.ts')).price,
  },
  { name: 'stock', description: 'show what is in stock, zone by zone', load: async () => (await import('./stock.ts')).stock },
  {
    name: 'features',
    description: 'list the features this tool knows, and how each is determined',
    load: async () => (await import('./features.ts')).features,
  },
  {
    name: 'catalog',
    description: 'keep what the API says in a file; describe and compare catalogs',
    load: async () => (await import('./catalog/catalog.ts')).catalog,
  },
  { name: 'regions', description: 'list the regions of Alibaba Cloud with name and endpoint', load: async () => (await import('./regions.ts')).regions },
  { name: 'cache', description: 'show or clear the replies of the API that are kept between runs', load: async () => (await import('./cache.ts')).cache },
  { name: 'doctor', description: 'check credentials, region, endpoint, proxy, clock and permissions', load: async () => (await import('./doctor.ts')).doctor },
];

const loadWorkers = () => Promise.all(workers.map(({ load }) => load()));

/** The commands, in the order of the help. */
export const commands: readonly ListedCommand[] = [
  ...workers,
  {
    name: 'config',
    description: 'show the settings that count here, and where each comes from',
    load: async () => (await import('./config.ts')).configOf(await loadWorkers()),
  },
  {
    name: 'completion',
    description: 'print the script that makes a shell complete commands, flags and names',
    load: async () => (await import('./completion/completion.ts')).completion,
  },
  {
    name: 'help',
    description: 'explain a command, a topic or a feature',
    load: async () => (await import('./help.ts')).helpOf(commands),
  },
];

/** What variables and the project file may set. */
export async function allSettings(): Promise<Settings> {
  return settingsOf(flagsOf(await loadWorkers()));
}
