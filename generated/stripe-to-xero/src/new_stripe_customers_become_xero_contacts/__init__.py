"""New Stripe customers become Xero contacts."""
