// Sets the clock of a process to the day that the README shows. For `node --require`, and for what is to share that clock.
require('./set-clock.cjs')('2026-11-24T09:30:00Z');
