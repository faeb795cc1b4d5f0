import { createRouter, createWebHistory, type RouteLocationNormalized, type Router } from 'vue-router'
import App from './App.vue'
import { lineage, type Areas } from '../shared/areas/areas.ts'
import type { Start } from '../shared/sync/start.ts'
import { usePlaceAndScene } from './stores/place-and-scene.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * `/wall` goes through all scenes, `/wall/<scene>` stays; `/desk/<scene>/<place>` is for hands. The page is one and the same:
 * only what is looked at changes.
 */
export function createScreenRouter(
  areas: Areas,
  places: Start['places'],
  /** Those in force now: more may come, and some may go. */
  scenes: () => Start['scenes'],
): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/', redirect: '/desk' },
      { path: '/wall/:scene?', name: 'wall', component: App },
      { path: '/desk/:scene?/:place?', name: 'desk', component: App },
      { path: '/:rest(.*)', redirect: '/desk' },
    ],
  })
  /** An address may be old: a scene or a place that is no more leads to the first scene, to where this screen begins. */
  const sceneOf = (name: string) => (scenes().find(({ id }) => id === name) ?? scenes()[0])?.id ?? ''
  const placeOf = (code: string) => {
    const node = areas.byId(code)
    const isOwn = node !== null && lineage(node).some(({ id }) => places.includes(id))
    return isOwn ? node.id : (places[0] ?? areas.city.id)
  }

  function look(route: RouteLocationNormalized): void {
    const placeAndScene = usePlaceAndScene()
    const fixed = text(route.params['scene'])
    placeAndScene.mode = route.name === 'wall' ? 'wall' : 'desk'
    placeAndScene.rotates = route.name === 'wall' && fixed === ''
    placeAndScene.look({
      scene: sceneOf(fixed || text(route.query['at'])),
      place: placeOf(text(route.params['place'])),
    })
  }
  router.afterEach(look)
  return router
}
