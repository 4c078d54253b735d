import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}', 'test/integration/**/*.test.ts'],
    environment: 'node',
    allowOnly: false,
    // One less than there are cores would be one after the other on two cores, and twice the time.
    maxWorkers: 2,
    // A leaked handle or a hang is a failure, not something to wait for.
    testTimeout: 15_000,
    teardownTimeout: 5_000,
  },
});
