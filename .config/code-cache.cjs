// Runs the program once and keeps what V8 has compiled of it by then: see src/start.ts.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const lib = join(__dirname, '../dist/lib');
process.on('exit', () => {
  const { script } = require(join(lib, 'start.cjs'));
  if (script) writeFileSync(join(lib, 'cli.cache'), script.createCachedData());
});
require(join(lib, 'start.cjs'));
