// Sets the clock of a process to that of OTHER_CLOCK: `.ci/other-clocks` does so with `node --require` where there is no faketime.
require('./set-clock.cjs')(process.env.OTHER_CLOCK);
