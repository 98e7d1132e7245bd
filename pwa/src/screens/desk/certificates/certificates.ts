import words from 'virtual:words/certificates'
import { addWords } from '../../../i18n'

addWords(words)

export { CertificateScreen } from './certificate'
export { IssueCertificate } from './issue-certificate'
