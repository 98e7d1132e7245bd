export { accountKeys } from '../../../store/desk/security/account-keys'
