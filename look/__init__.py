"""What all pages share: template tags, components, icons, stylesheets and scripts. Knows no app."""
