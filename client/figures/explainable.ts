import { ref, type InjectionKey, type Ref } from 'vue'

/** Whether numbers can be asked to explain themselves: on a desk they can, on a wall there is no hand to ask. */
export const EXPLAINABLE: InjectionKey<Readonly<Ref<boolean>>> = Symbol('explainable')
export const NEVER = ref(false)
