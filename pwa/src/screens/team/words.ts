import lead from 'virtual:words/lead'
import { addWords } from '../../i18n'

// What a lead reads and no other volunteer: it comes with the first of a lead's screens.
addWords(lead)
