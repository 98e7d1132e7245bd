import { bringWords } from '../../i18n'
import { care } from '../../i18n/vi/care'

// What a lead reads and no other volunteer: it comes with the first of a lead's screens.
bringWords(care)
