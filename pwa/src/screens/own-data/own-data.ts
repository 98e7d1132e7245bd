// All that is kept about who holds the phone, in one file, which a phone fetches once somebody has joined.
export { OwnCertificates } from './own-certificates'
export { OwnDataScreen } from './own-data-screen'
