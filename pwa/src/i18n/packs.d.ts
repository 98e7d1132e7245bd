// The packs of sentences that words.ts, beside vite.config.ts, makes of the subjects' files.
declare module 'virtual:words/*' {
  const words: Record<string, string>
  export default words
}
