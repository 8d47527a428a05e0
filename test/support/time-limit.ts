// The limit of this file's project, from jest.config.js.
jest.setTimeout(Number((globalThis as { TEST_LIMIT_MS?: unknown }).TEST_LIMIT_MS));
