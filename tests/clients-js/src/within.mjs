// A promise that does not wait for ever.

const limit = 20_000;

/** Waits for what `start(resolve, reject)` brings about; fails after a time that only something broken needs. */
export function within(what, start) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`waited ${limit} ms for: ${what}`)), limit);
    const settle = (action) => (value) => {
      clearTimeout(timer);
      action(value);
    };
    start(settle(resolve), settle(reject));
  });
}
