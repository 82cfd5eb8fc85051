// What the service worker does with messages of the browser's push service.
