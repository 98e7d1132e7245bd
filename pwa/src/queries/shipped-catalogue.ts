import items from '../rules/catalogue.json'
import { catalogueOf, type Items } from './catalogue'
import type { Catalogue } from './types'

/** The list that comes with this build, for the build itself: the app fetches it when it is needed. */
export const shippedCatalogue = (): Catalogue => catalogueOf(items as Items)
