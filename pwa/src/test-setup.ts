// Every vitest file gets a database; a file that needs a page asks for it: // @vitest-environment jsdom
import 'fake-indexeddb/auto'
