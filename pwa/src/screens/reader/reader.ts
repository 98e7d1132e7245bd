// Reading papers, in one file, which a phone fetches as soon as it has one.
export { ReadPaper } from './read-paper'
