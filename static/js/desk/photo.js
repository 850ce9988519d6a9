// The form of a photo.

import { setFocalPoint } from "./focal-point.js";

setFocalPoint();
