import activity from 'virtual:words/activity'
import { addWords } from '../../i18n'

// Read where an activity is shown, with which it comes.
addWords(activity)
