// The form that is filled in on this page, or null where there is none to be saved.

const found = document.querySelector("#content-main > form[method=post]");

export const form = found?.querySelector(".submit-row input[type=submit]") ? found : null;

// Some changes are told by the admin's jQuery alone: an autocomplete's choice, a row that came.
export const whenChanged = (react) => window.django.jQuery(form).on("input change", react);
