import { bringWords } from '../../../words'
import { security } from '../../../words/vi/security'

// What these screens say comes with them, and with nothing that is there before.
bringWords(security)
