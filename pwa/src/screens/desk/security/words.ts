import { bringWords } from '../../../i18n'
import { security } from '../../../i18n/vi/security'

// What these screens say comes with them, and with nothing that is there before.
bringWords(security)
