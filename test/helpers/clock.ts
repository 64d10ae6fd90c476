/** The clock of runs in this process: it stands at a fixed day when the test file starts, and goes on from there. */
const startedAt = Date.parse('2026-11-24T09:30:00Z') - performance.now();

/** The time of that clock. */
export const now = (): Date => new Date(startedAt + performance.now());
