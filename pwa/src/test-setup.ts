// Every vitest file gets a database; a file that needs a page asks for it: // @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { afterAll, vi } from 'vitest'

// What a test has begun to load is there before its file's page and database go.
afterAll(() => vi.dynamicImportSettled())
