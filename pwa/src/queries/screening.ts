// A form looks at a text while it is typed; it asks nothing of the store.
export { blank as blankCitizenData, findCitizenData } from '../rules/screening'
