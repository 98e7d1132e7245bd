// All that is kept about who holds the phone, in one file, which a phone fetches once somebody has joined.
export { OwnDataScreen } from './own-data-screen'
