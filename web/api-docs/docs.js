// Starts Swagger UI on this server's own document. No validator badge: it would ask a server outside.
SwaggerUIBundle({
  url: "/api/schema/",
  dom_id: "#docs",
  deepLinking: true,
  displayRequestDuration: true,
  filter: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});
