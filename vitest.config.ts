import { defineConfig } from 'vitest/config'

// isolate: false further down: the program is loaded once a worker, not once a file
const onDatabase = { testTimeout: 60_000, hookTimeout: 120_000, globalSetup: ['test/postgres-setup.ts'] }

export default defineConfig({
  test: {
    maxWorkers: 2,
    maxConcurrency: 2,
    projects: [
      {
        test: {
          ...onDatabase,
          name: 'server',
          isolate: false,
          exclude: ['server/documents/**'],
          include: [
            '{contract,server,tools}/**/*.test.ts',
            'test/{access,platform,flow,faults,simulation,federation,documents,security}/**/*.test.ts',
          ],
        },
      },
      // readers and writers of files do not share a process: each brings a PDF library of its own
      { test: { ...onDatabase, name: 'documents', include: ['server/documents/**/*.test.ts'] } },
      { test: { name: 'web', environment: 'happy-dom', include: ['web/**/*.test.{ts,tsx}'], testTimeout: 30_000 } },
      {
        test: {
          ...onDatabase,
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          isolate: false,
          sequence: { groupOrder: 1 }, // a browser and a node need the machine for themselves
        },
      },
    ],
  },
})
