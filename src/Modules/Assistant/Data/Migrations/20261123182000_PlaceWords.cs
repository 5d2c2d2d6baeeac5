using Microsoft.EntityFrameworkCore.Migrations;
using NpgsqlTypes;

#nullable disable

namespace SmartAI.Assistant.Data.Migrations
{
    /// <inheritdoc />
    public partial class PlaceWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "words",
                schema: "assistant",
                table: "passages",
                type: "text",
                nullable: false,
                defaultValue: "");

            // What a generated column is made of cannot be changed: it is made anew, from some hundred rows.
            migrationBuilder.DropIndex(
                name: "ix_passages_search",
                schema: "assistant",
                table: "passages");

            migrationBuilder.DropColumn(
                name: "search",
                schema: "assistant",
                table: "passages");

            migrationBuilder.AddColumn<NpgsqlTsVector>(
                name: "search",
                schema: "assistant",
                table: "passages",
                type: "tsvector",
                nullable: false,
                computedColumnSql: "setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', trail), 'B') || setweight(to_tsvector('english', words), 'C') || setweight(to_tsvector('english', text), 'D')",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "ix_passages_search",
                schema: "assistant",
                table: "passages",
                column: "search")
                .Annotation("Npgsql:IndexMethod", "gin");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_passages_search",
                schema: "assistant",
                table: "passages");

            migrationBuilder.DropColumn(
                name: "search",
                schema: "assistant",
                table: "passages");

            migrationBuilder.DropColumn(
                name: "words",
                schema: "assistant",
                table: "passages");

            migrationBuilder.AddColumn<NpgsqlTsVector>(
                name: "search",
                schema: "assistant",
                table: "passages",
                type: "tsvector",
                nullable: false,
                computedColumnSql: "setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', trail), 'B') || setweight(to_tsvector('english', text), 'D')",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "ix_passages_search",
                schema: "assistant",
                table: "passages",
                column: "search")
                .Annotation("Npgsql:IndexMethod", "gin");
        }
    }
}
