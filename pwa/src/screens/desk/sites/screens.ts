// Both screens in one file: what they have in common would else come with every screen of the desk.
export { SitePage } from './site'
export { SitesPage } from './sites'
