// The form that is filled in on this page, or null where there is none to be saved: the desk's, or
// that of a piece from outside (templates/contributing/_form.html).

const found = document.querySelector("#content-main > form[method=post], .writing-form");

export const form = found?.querySelector(".submit-row :is(input[type=submit], button)") ? found : null;

// At the desk some changes are told by the admin's jQuery alone: an autocomplete's choice, a row that came.
export const whenChanged = (react) => {
  if (window.django?.jQuery) return window.django.jQuery(form).on("input change", react);
  return ["input", "change"].forEach((event) => form.addEventListener(event, react));
};
