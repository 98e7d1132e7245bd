import type { Outcome } from './outcome'

/** Adds a place to the team's list. Resolves when it is durable on this phone. */
export declare function addPlace(name: string, placeKind: string): Promise<Outcome<{ id: string }>>
