import { bringWords } from '../../words'
import { care } from '../../words/vi/care'

// What a lead reads and no other volunteer: it comes with the first of a lead's screens.
bringWords(care)
