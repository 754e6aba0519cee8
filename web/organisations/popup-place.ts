/** A list that drops down inside a dialog of the browser must hang in it: the dialog lies above everything else. */
export const popupPlace = (trigger: HTMLElement): HTMLElement => trigger.closest('dialog') ?? document.body
