import dataRequests from 'virtual:words/data-requests'
import { addWords } from '../../../i18n'

// Read by the page of requests, and where somebody's data are erased.
addWords(dataRequests)
