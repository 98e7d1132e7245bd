import gather from 'virtual:words/gather'
import { addWords } from '../../i18n'

// Read on one screen alone, with which it comes.
addWords(gather)
