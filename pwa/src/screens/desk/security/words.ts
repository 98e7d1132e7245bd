import security from 'virtual:words/security'
import { addWords } from '../../../i18n'

// What these screens say comes with them, and with nothing that is there before.
addWords(security)
