import { ref, type InjectionKey, type Ref } from 'vue'

/** Whether maps are seen from above, whatever their scene wants. */
export const FROM_ABOVE: InjectionKey<Readonly<Ref<boolean>>> = Symbol('from above')
export const AS_WANTED = ref(false)
