import words from 'virtual:words/activities'
import { addWords } from '../../../i18n'

// Read on the pages of activities alone.
addWords(words)
