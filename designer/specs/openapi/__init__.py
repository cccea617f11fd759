"""OpenAPI 3.x and Swagger 2.0 to operations, parameters, security, paging and events."""
