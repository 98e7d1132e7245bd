export { accountKeys } from '../local/account-keys'
