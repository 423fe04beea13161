"""The base page, components, styles and the audience of each view; what all desks share."""
