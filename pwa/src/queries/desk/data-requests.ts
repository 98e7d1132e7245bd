export { dataRequestsKey } from '../../store/desk/data-requests'
