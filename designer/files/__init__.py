"""All reading and writing of texts, design files and generated trees."""
