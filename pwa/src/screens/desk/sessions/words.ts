import words from 'virtual:words/sessions'
import { addWords } from '../../../i18n'

addWords(words)
