import ownData from 'virtual:words/own-data'
import { addWords } from '../../i18n'

// Read by one screen, with which it comes.
addWords(ownData)
