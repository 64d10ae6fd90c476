// Sets the clock of a process to a fixed day; it goes on from there. For `node --require`, and for what is to share that clock.
const RealDate = Date;
const offset = RealDate.UTC(2026, 10, 24, 9, 30) - RealDate.now();

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + offset);
    else super(...args);
  }

  static now() {
    return RealDate.now() + offset;
  }
};
