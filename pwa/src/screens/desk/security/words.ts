import security from 'virtual:words/security'
import { bringWords } from '../../../i18n'

// What these screens say comes with them, and with nothing that is there before.
bringWords(security)
